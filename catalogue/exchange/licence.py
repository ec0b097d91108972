"""On what terms the data may be used again."""

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
LICENCE_NAME = "CC BY 4.0"
#: the same licence in the list of the Publications Office of the EU, which DCAT-AP names licences by
LICENCE_AUTHORITY = "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0"
