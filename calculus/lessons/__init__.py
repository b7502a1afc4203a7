"""The numbers a user gives: lessons, exact and checked."""
