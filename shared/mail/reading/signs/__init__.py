"""What a mail is, by its marks: a machine's, a bounce, an answer, a forward, genuine or not."""
