"""An association's books begun: the files of a new workspace, from a few facts."""
