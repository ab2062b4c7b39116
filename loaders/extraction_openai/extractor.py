"""The extractor named ``openai``: asks an endpoint what an article tells, and checks it."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from diplograph.graph.errors import ExtractionError
from diplograph.graph.iris import DEFAULT_BASE, Minter
from diplograph.graph.model import Article, Extraction, ExtractorInfo
from diplograph.loaders.extraction.lexicon import load_lexicon
from diplograph.loaders.extraction_openai.answer import AnsweredClaim, read_answer
from diplograph.loaders.extraction_openai.client import Answer, Client
from diplograph.loaders.extraction_openai.dropped import Dropped
from diplograph.loaders.extraction_openai.prompt import prompt_digest, request_body
from diplograph.loaders.extraction_openai.reading import Reader
from diplograph.loaders.extraction_openai.settings import Settings
from diplograph.loaders.file_cache import FileCache
from diplograph.loaders.usage import Usage

# Changes whenever the same answer would be read differently.
VERSION = "1"


class EndpointExtractor:
    """Reads articles by asking the model behind an OpenAI-compatible endpoint.

    ``base`` is where the IRIs of what is read begin; ``settings`` come from the environment where
    none are given. An article whose answer cannot be had or read is one error and no more. Answers
    are kept in the folder of the settings and not asked for twice.

    Raises :class:`~diplograph.graph.errors.WrongSetting` when the environment does not say whom to
    ask, and while reading when the endpoint refuses whatever it is asked.

    >>> settings = Settings("http://localhost:8080/v1/chat/completions", "small")
    >>> EndpointExtractor(settings=settings).info.model
    'small'
    """

    def __init__(
        self,
        base: str = DEFAULT_BASE,
        settings: Settings | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.settings = settings if settings is not None else Settings.from_environment()
        self.info = ExtractorInfo(
            "openai",
            VERSION,
            self.settings.model,
            model_hash=prompt_digest(self.settings.options),
        )
        self._minter = Minter(base)
        self._client = Client(self.settings, sleep)
        folder = self.settings.cache
        self._cache = FileCache(folder) if folder is not None else None
        self._usage = Usage()
        self._dropped = Dropped()

    def extract(self, article: Article) -> Extraction:
        """Read one article.

        Raises :class:`~diplograph.graph.errors.ExtractionError` when the endpoint gives no answer,
        or one that cannot be read.
        """
        reader = Reader(article, load_lexicon(), self._minter, self._dropped)
        return reader.extraction(self._answered(article), self.info)

    def extract_many(self, articles: Iterable[Article]) -> Iterator[Extraction | ExtractionError]:
        """Read articles in order; an error stands for one that cannot be read."""
        for article in articles:
            try:
                yield self.extract(article)
            except ExtractionError as error:
                yield error

    def take_usage(self) -> Usage:
        """What was used since this was last asked: answers, tokens, cost, facts left out."""
        usage = self._usage + Usage(dropped=self._dropped.take())
        self._usage = Usage()
        return usage

    def _answered(self, article: Article) -> list[AnsweredClaim | None]:
        body = request_body(article, self.settings.model, self.settings.options)
        key = self._key(body)
        kept = self._cache.get(key) if self._cache is not None else None
        if kept is not None:
            self._usage += Usage(cached=1, cost=self.settings.cost(0, 0))
            return read_answer(kept[1].decode("utf-8", "surrogatepass"))
        answer = self._client.ask(body)
        self._usage += self._used(answer)
        claims = read_answer(answer.text)
        if self._cache is not None:
            # Only what could be read: another run may have better luck with the rest.
            said = answer.text.encode("utf-8", "surrogatepass")
            self._cache.put(key, {"model": self.settings.model}, said)
        return claims

    def _key(self, body: Mapping[str, Any]) -> str:
        """A hash of the whole question: endpoint, model, options, prompt, schema and article."""
        asked = json.dumps([self.settings.url, body], sort_keys=True)
        return hashlib.sha256(asked.encode()).hexdigest()

    def _used(self, answer: Answer) -> Usage:
        sent, said = answer.input_tokens, answer.output_tokens
        unmetered = sent is None or said is None
        return Usage(
            answers=1,
            input_tokens=sent or 0,
            output_tokens=said or 0,
            unmetered=int(unmetered),
            cost=self.settings.cost(sent or 0, said or 0),
        )
