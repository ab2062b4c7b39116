"""The optional extractor that asks a language model behind an OpenAI-compatible endpoint."""
