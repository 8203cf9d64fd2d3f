"""The faces: one folder a platform, with the same file names in each; and the ticker."""
