"""What several chapters share: theme, clock and regions, mobjects and animations."""
