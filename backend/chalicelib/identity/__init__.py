"""Who is at the other end: codes, passkeys, sessions, the device's own signature, and what each may see."""
