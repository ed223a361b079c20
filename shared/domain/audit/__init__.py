"""What supporters read and changed of persons' data: a row a call, with references and digests only."""
