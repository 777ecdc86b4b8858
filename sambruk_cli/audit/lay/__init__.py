"""For a lay auditor (förtroendevald revisor): a checklist, and a draft of the auditor's report."""
