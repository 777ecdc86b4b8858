"""Monetary-unit sampling: what is drawn, the proof of the draw, and what errors found come to."""
