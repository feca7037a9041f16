"""The annex: worlds for visitors, demo people, demo-ACM, the inbox; only the module that opens the door imports it."""
