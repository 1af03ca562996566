"""The page of the settings: the own company, language and colours, the mail program, where the data lies."""
