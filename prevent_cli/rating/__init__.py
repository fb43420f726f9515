"""The rating policy at work: states of expectations and actions, colours, reasons. Pure functions."""
