"""The Word round trip: a Version out as DOCX with its remarks, and an edited file read back field by field."""
