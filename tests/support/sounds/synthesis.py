"""Coughs, typing, doors and other noises made from what is known of their physics. Seeded.

Recipes: a cough is an explosive burst of 30-80 ms, a noise phase of 100-300 ms shaped by the
vocal tract and often a weak voiced end (Korpas, Sadlonova & Vrabec 1996); a key is a pair of
damped clicks at 1.5-5 kHz over a soft thump of the desk, 3-8 a second; a door is a thump below
150 Hz, rattles of its panel, a latch and the room's answer, or a hinge that sticks and slips.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from tests.support.sounds.model import (
    SAMPLE_RATE_HZ,
    Kind,
    Sound,
    Wave,
    active_span_s,
    at_level,
    loudest_dbfs,
    seconds,
    to_pcm,
)

LEAD_S = 0.5
TAIL_S = 1.0
ROOM_NOISE_DBFS = -62.0
# Of the first 400 seeds, those whose Silero probability stays over 0.5 longest: all of these are
# taken for speech by Silero alone, where one in thirteen of all typing and one in five doors is.
HARD_TYPING: tuple[int, ...] = (
    *(98, 70, 326, 128, 32, 398, 375, 369, 256, 190),
    *(243, 50, 14, 6, 254, 390, 361, 185, 170, 105),
)
HARD_DOORS: tuple[int, ...] = (
    *(335, 29, 53, 14, 202, 116, 88, 41, 389, 337),
    *(299, 244, 0, 375, 367, 144, 140, 20, 366, 332),
)
# The first twenty seeds that Silero takes for speech (nine in ten are).
HARD_COUGHS = (0, *range(2, 13), *range(14, 22))
# Twenty more of each that Silero takes for speech, kept out of the fitting of thresholds.
FRESH_COUGHS = (*range(100, 109), *range(110, 121))
FRESH_TYPING: tuple[int, ...] = (
    *(404, 446, 488, 491, 499, 506, 508, 521, 527, 530),
    *(536, 562, 575, 600, 654, 677, 689, 696, 701, 705),
)
FRESH_DOORS: tuple[int, ...] = (
    *(404, 409, 413, 414, 419, 427, 428, 429, 430, 433),
    *(441, 446, 452, 456, 465, 469, 472, 475, 481, 485),
)
LEVELS_DBFS = (-30.0, -12.0)
# Loudest 30 ms of the voice in a cough against that of its air, and how unsteady its pitch is.
# Chosen so that Silero and the pitch tracker hold more of them for speech than of the recorded
# coughs they were compared with.
COUGH_VOICE_DB = (-14.0, 2.0)
VOICE_JITTER = 0.07

Rng = np.random.Generator
Maker = Callable[[Rng], Wave]


def coughs(seeds: Iterable[int] = HARD_COUGHS) -> list[Sound]:
    """Single coughs and fits of two or three, some with a voiced end."""
    return _made(Kind.COUGH, _cough_fit, 1, seeds)


def typing(seeds: Iterable[int] = HARD_TYPING) -> list[Sound]:
    """Bursts of keys, one to two and a half seconds."""
    return _made(Kind.TYPING, _typing_burst, 2, seeds)


def doors(seeds: Iterable[int] = HARD_DOORS) -> list[Sound]:
    """Slams, latches, knocks and creaks."""
    return _made(Kind.DOOR, _door, 3, seeds)


def others(seeds: Iterable[int] = range(5)) -> list[Sound]:
    """Mouse clicks, a chair, breaths and a throat being cleared, for each seed."""
    kept = list(seeds)
    makers = (_mouse, _chair, _breath, _throat)
    made = (_made(Kind.OTHER, maker, 400 + at, kept) for at, maker in enumerate(makers))
    return [sound for sounds in made for sound in sounds]


def room_noise(count: int, rng: Rng, level_dbfs: float = ROOM_NOISE_DBFS) -> Wave:
    """A quiet room: noise falling 6 dB an octave above 200 Hz."""
    noise = _shaped(rng.standard_normal(count), lambda hz: 1 / np.maximum(hz, 200.0))
    scale = 10 ** (level_dbfs / 20) / (float(np.sqrt((noise**2).mean())) + 1e-12)
    return noise * scale


def _made(kind: Kind, maker: Maker, family: int, seeds: Iterable[int]) -> list[Sound]:
    sounds = []
    for index in seeds:
        rng = np.random.default_rng([family, index])
        dry = maker(rng)
        wet = _reverberated(dry, rng, rt60_s=rng.uniform(0.15, 0.5), mix=rng.uniform(0.05, 0.3))
        wet = at_level(wet, rng.uniform(*LEVELS_DBFS))
        start_s, end_s = active_span_s(wet)
        whole = np.concatenate([np.zeros(seconds(LEAD_S)), wet, np.zeros(seconds(TAIL_S))])
        whole += room_noise(len(whole), rng)
        name = f"{kind}-{maker.__name__.strip('_')}-{index:02d}"
        sounds.append(
            Sound(
                name=name,
                kind=kind,
                samples=to_pcm(whole),
                source="synthesised",
                start_s=LEAD_S + start_s,
                end_s=LEAD_S + end_s,
            )
        )
    return sounds


# --- the voice's noises


def _cough_fit(rng: Rng) -> Wave:
    """One cough or, four times in ten, two or three in a row from the same throat."""
    tract = _vocal_tract(rng)
    fit = _cough(rng, tract)
    for _ in range(int(rng.choice([0, 0, 0, 1, 1, 2]))):
        fit = np.concatenate([fit, np.zeros(seconds(rng.uniform(0.1, 0.35))), _cough(rng, tract)])
    return fit


def _cough(rng: Rng, tract: Callable[[Wave], Wave]) -> Wave:
    burst_s, noise_s = rng.uniform(0.03, 0.08), rng.uniform(0.1, 0.3)
    voiced_s = float(rng.choice([0.0, rng.uniform(0.05, 0.12)]))
    total = seconds(burst_s + noise_s + voiced_s)
    time_s = np.arange(total) / SAMPLE_RATE_HZ
    burst = np.minimum(time_s / 0.003, 1) * np.exp(-time_s / (burst_s * 0.7))
    flow = _bump(time_s, 0.0, burst_s + noise_s) * rng.uniform(0.12, 0.45)
    air = tract(rng.standard_normal(total) * (burst + flow))
    # The folds may swing under the burst too: the hardest coughs to tell from speech.
    voiced = _bump(time_s, burst_s + noise_s * 0.7, voiced_s + noise_s * 0.3)
    voiced = voiced * rng.uniform(0.2, 1.0) + burst * rng.uniform(0.0, 1.0)
    folds = _glottis(total, rng, rng.uniform(150, 420), rng.uniform(0.1, 0.4), VOICE_JITTER)
    voice = tract(folds * voiced)
    loudness_db = rng.uniform(*COUGH_VOICE_DB)
    voice *= 10 ** ((loudness_db + loudest_dbfs(air, 0.03) - loudest_dbfs(voice, 0.03)) / 20)
    return (air + voice) * np.minimum((total - np.arange(total)) / seconds(0.01), 1)


def _throat(rng: Rng) -> Wave:
    """A rough, low voice for 0.25-0.5 s, twice: the folds swing irregularly in much air."""
    tract, parts = _vocal_tract(rng), []
    for _ in range(2):
        total = seconds(rng.uniform(0.25, 0.5))
        time_s = np.arange(total) / SAMPLE_RATE_HZ
        voice = _glottis(total, rng, rng.uniform(70, 130), fall=0.1, jitter=0.18)
        air = rng.standard_normal(total) * 0.5
        parts.append(tract(voice + air) * _bump(time_s, 0, total / SAMPLE_RATE_HZ))
        parts.append(np.zeros(seconds(rng.uniform(0.08, 0.2))))
    return np.concatenate(parts)


def _breath(rng: Rng) -> Wave:
    total = seconds(rng.uniform(0.4, 1.0))
    time_s = np.arange(total) / SAMPLE_RATE_HZ
    air = _vocal_tract(rng)(rng.standard_normal(total))
    return air * _bump(time_s, 0, total / SAMPLE_RATE_HZ)


def _vocal_tract(rng: Rng) -> Callable[[Wave], Wave]:
    formants = (
        (rng.uniform(450, 900), 160.0, 1.0),
        (rng.uniform(1100, 1900), 220.0, 0.7),
        (rng.uniform(2300, 3100), 350.0, 0.5),
        (rng.uniform(3300, 4500), 600.0, 0.35),
    )

    def response(hz: Wave) -> Wave:
        curve: Wave = np.full_like(hz, 0.05)
        for centre_hz, width_hz, gain in formants:
            curve += gain / (1 + ((hz - centre_hz) / width_hz) ** 2)
        return curve

    return lambda wave: _shaped(wave, response)


def _glottis(total: int, rng: Rng, f0_hz: float, fall: float, jitter: float) -> Wave:
    """Pulses falling in pitch by the fraction `fall`, each early or late by `jitter`."""
    pulses, at = np.zeros(total), 0.0
    while at < total:
        pulses[int(at)] = SAMPLE_RATE_HZ / f0_hz * rng.uniform(1 - jitter, 1 + jitter)
        pitch_hz = f0_hz * (1 - fall * at / total)
        at += SAMPLE_RATE_HZ / pitch_hz * (1 + jitter * rng.standard_normal() * 0.5)
    return _shaped(pulses, lambda hz: 1 / (1 + (hz / 300.0) ** 2)) * 4


# --- things


def _typing_burst(rng: Rng) -> Wave:
    keys_per_s, length_s = rng.uniform(3, 8), rng.uniform(1.0, 2.5)
    burst = np.zeros(seconds(length_s + 0.4))
    modes = rng.uniform(1500, 5000, 3)
    desk_hz, desk_gain = rng.uniform(90, 280), rng.uniform(0.1, 1.2)
    at = 0.0
    while at < length_s:
        strength = rng.uniform(0.4, 1.0)
        _strike(burst, rng, at, modes * rng.uniform(0.9, 1.1, 3), 0.004, strength)
        _strike(burst, rng, at, np.array([desk_hz]), 0.02, strength * desk_gain)
        up_s = at + rng.uniform(0.05, 0.13)
        _strike(burst, rng, up_s, modes * rng.uniform(1.0, 1.2, 3), 0.003, strength * 0.4)
        at += max(0.04, rng.normal(1 / keys_per_s, 0.3 / keys_per_s))
    return burst


def _mouse(rng: Rng) -> Wave:
    clicks = np.zeros(seconds(0.8))
    for at in np.cumsum(rng.uniform(0.08, 0.25, 3)):
        _strike(clicks, rng, float(at), rng.uniform(2000, 6000, 3), 0.002, 1.0)
    return clicks


def _chair(rng: Rng) -> Wave:
    """Legs that scrape the floor: sticking and slipping under noise."""
    total = seconds(rng.uniform(0.4, 0.9))
    scrape = _stick_slip(total, rng, rng.uniform(60, 200))
    time_s = np.arange(total) / SAMPLE_RATE_HZ
    return (scrape + 0.4 * rng.standard_normal(total)) * _bump(time_s, 0, total / SAMPLE_RATE_HZ)


def _door(rng: Rng) -> Wave:
    makers: tuple[Maker, ...] = (_slam, _slam, _knock, _creak)
    return makers[int(rng.integers(len(makers)))](rng)


def _slam(rng: Rng) -> Wave:
    slam = np.zeros(seconds(1.2))
    _strike(slam, rng, 0.0, rng.uniform(1800, 4500, 2), 0.004, rng.uniform(0.2, 0.8))  # latch
    at = rng.uniform(0.02, 0.12)
    _strike(slam, rng, at, rng.uniform(45, 150, 3), rng.uniform(0.05, 0.12), 1.0)
    _strike(slam, rng, at, rng.uniform(200, 900, 5), rng.uniform(0.03, 0.08), 0.7)
    crack = rng.standard_normal(seconds(0.06)) * np.exp(-np.arange(seconds(0.06)) / seconds(0.012))
    slam[seconds(at) : seconds(at) + len(crack)] += crack * rng.uniform(0.1, 0.5)
    for rattle_s in at + np.cumsum(rng.exponential(0.04, 6)):
        strength = 0.4 * float(np.exp(-(rattle_s - at) / 0.15))
        _strike(slam, rng, float(rattle_s), rng.uniform(200, 1200, 3), 0.015, strength)
    return _reverberated(slam, rng, rt60_s=rng.uniform(0.4, 0.9), mix=rng.uniform(0.2, 0.6))


def _knock(rng: Rng) -> Wave:
    knocks = np.zeros(seconds(1.2))
    panel_hz = rng.uniform(150, 700, 4)
    for at in np.cumsum(rng.uniform(0.12, 0.25, int(rng.integers(2, 5)))):
        _strike(knocks, rng, float(at), panel_hz, rng.uniform(0.015, 0.03), rng.uniform(0.6, 1.0))
    return knocks


def _creak(rng: Rng) -> Wave:
    total = seconds(rng.uniform(0.5, 1.2))
    time_s = np.arange(total) / SAMPLE_RATE_HZ
    creak = _stick_slip(total, rng, rng.uniform(40, 180))
    return creak * _bump(time_s, 0, total / SAMPLE_RATE_HZ)


def _stick_slip(total: int, rng: Rng, rate_hz: float) -> Wave:
    """Slips whose rate wanders by a tenth each, through resonances of wood: nearly a voice."""
    slips, at = np.zeros(total), 0.0
    while at < total:
        slips[int(at)] = rng.uniform(0.5, 1.0)
        rate_hz *= float(np.exp(rng.normal(0, 0.06)))
        at += SAMPLE_RATE_HZ / rate_hz * (1 + 0.1 * rng.standard_normal())
        at = max(at, 0.0)
    modes_hz = rng.uniform(400, 3500, 4)

    def wood(hz: Wave) -> Wave:
        curve: Wave = np.zeros_like(hz)
        for mode_hz in modes_hz:
            curve += 1 / (1 + ((hz - mode_hz) / 150) ** 2)
        return curve

    return _shaped(slips, wood)


# --- parts


def _strike(
    into: Wave, rng: Rng, at_s: float, modes_hz: Wave, decay_s: float, strength: float
) -> None:
    """Add damped resonances struck at `at_s`."""
    first = seconds(at_s)
    time_s = np.arange(min(seconds(decay_s * 8), len(into) - first)) / SAMPLE_RATE_HZ
    if not len(time_s):
        return
    hit = np.zeros(len(time_s))
    for mode_hz in modes_hz:
        phase = rng.uniform(0, 2 * np.pi)
        damping = np.exp(-time_s / (decay_s * rng.uniform(0.6, 1.4)))
        hit += np.sin(2 * np.pi * mode_hz * time_s + phase) * damping
    into[first : first + len(hit)] += strength * hit * np.minimum(time_s / 0.0005, 1)


def _reverberated(dry: Wave, rng: Rng, rt60_s: float, mix: float) -> Wave:
    """The room's answer: noise that falls by 60 dB in `rt60_s`."""
    count = seconds(rt60_s)
    answer = rng.standard_normal(count) * 10 ** (-3 * np.arange(count) / count)
    answer /= np.sqrt((answer**2).sum())
    size = len(dry) + count
    wet = np.fft.irfft(np.fft.rfft(dry, size) * np.fft.rfft(answer, size), size)
    wet[: len(dry)] = (1 - mix) * dry + mix * wet[: len(dry)]
    wet[len(dry) :] *= mix
    return wet


def _bump(time_s: Wave, start_s: float, length_s: float) -> Wave:
    """A swell that is zero outside [start, start + length]."""
    if length_s <= 0:
        return np.zeros_like(time_s)
    inside = np.clip((time_s - start_s) / length_s, 0, 1)
    return np.sin(np.pi * inside) ** 0.7


def _shaped(wave: Wave, response: Callable[[Wave], Wave]) -> Wave:
    """Multiply the spectrum by a real response over frequency in Hz."""
    hz: Wave = np.fft.rfftfreq(len(wave), 1 / SAMPLE_RATE_HZ).astype(np.float64)
    return np.fft.irfft(np.fft.rfft(wave) * response(hz), len(wave))
