from __future__ import annotations

import pytest

from sphinx_resume.model.embeds import player


@pytest.mark.parametrize(
    ("recording", "expected"),
    [
        (
            "https://www.youtube.com/watch?v=si9iqF5uTFk",
            "https://www.youtube-nocookie.com/embed/si9iqF5uTFk",
        ),
        (
            "https://www.youtube.com/watch?list=x&v=si9iqF5uTFk&t=5s",
            "https://www.youtube-nocookie.com/embed/si9iqF5uTFk",
        ),
        ("https://youtu.be/si9iqF5uTFk", "https://www.youtube-nocookie.com/embed/si9iqF5uTFk"),
        ("https://vimeo.com/12345", "https://player.vimeo.com/video/12345?dnt=1"),
        ("https://archive.org/details/some-talk", "https://archive.org/embed/some-talk"),
        ("https://example.org/watch?v=si9iqF5uTFk", ""),
        ("https://evil.example/www.youtube.com/watch?v=x", ""),
    ],
)
def test_a_player_is_known_for_the_usual_sites(recording: str, expected: str) -> None:
    assert player(recording) == expected
