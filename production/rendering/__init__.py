"""From a running scene to video: its shots are recorded, recognised, drawn and encoded."""
