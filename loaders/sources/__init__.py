"""The formats that articles come in, one file each."""
