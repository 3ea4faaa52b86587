"""What the next teacher should know of each child and class: a page each, for class staff."""
