"""The books at the desk: a month's report with its pictures, and what one member got in it."""
