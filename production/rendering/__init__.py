"""From a running scene to pictures: what is drawn is recorded, recognised, drawn, encoded."""
