"""What it costs: this app and a bare Reflex app, measured side by side in the same run."""
