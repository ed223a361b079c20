"""What members do by the signed links in their mails, without logging in. A GET shows a page; a POST acts."""
