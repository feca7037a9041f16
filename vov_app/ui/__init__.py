"""The furniture: functions that turn words and Vars into semantic HTML; only this room knows class names."""
