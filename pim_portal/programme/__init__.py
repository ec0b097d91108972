"""The known facts of the programme, each with its source: one JSON file per edition, and the list of participants."""
