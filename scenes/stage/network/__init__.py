"""The network: nodes, edges and the paths to the loss."""
