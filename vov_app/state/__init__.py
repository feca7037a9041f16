"""The window: reads an event, calls one service, and puts a view on its vars."""
