"""Holds the code to the plan of the house: who may know whom, and what a room may do."""
