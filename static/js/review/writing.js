// Pages on which remarks are written.
