"""What a document says of itself: letterhead, heading, signature, recipients, and the headings of its outline."""
