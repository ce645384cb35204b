"""What strangers, guests, members and stewards try who mean harm, played against real engines."""
