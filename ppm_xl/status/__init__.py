"""Where every pupil stands: colours with their reasons, from marks, judgement and attendance."""
