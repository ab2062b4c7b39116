"""Puts this folder on the import path, so that tests below it can use its builders."""
