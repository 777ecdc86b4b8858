"""Tests of booking what bank files tell."""
