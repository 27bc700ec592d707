"""What is remembered between starts and derived from nothing: in a database, through SQLAlchemy."""
