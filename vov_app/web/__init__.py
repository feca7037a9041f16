"""Plain HTTP beside the app: signing in and out, health, headers and who may send what."""
