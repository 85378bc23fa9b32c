"""What an older scan's results answer already: posts whose reports could only come out the same."""
