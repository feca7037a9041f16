"""An independent WSE-loket for Vlaams opleidingsverlof: file, check and keep refund applications."""
