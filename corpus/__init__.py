"""The data that the program is installed with; README.md here says where it comes from."""
