"""The annex: worlds for visitors, demo people, demo-ACM, the inbox; only who opens the door imports it."""
