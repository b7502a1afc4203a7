"""The Affine layer: its forward pass and its gradients, in symbols and in numbers."""
