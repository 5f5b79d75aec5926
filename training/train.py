"""Train the multi-task network from a fine-tuned encoder.

python -m training.train --encoder PIPELINE --vocabulary FILE --corpora FOLDER --out FOLDER --steps N
"""

import argparse
import json
import logging
import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import torch
from torch import Tensor
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel

from ingest.pieces import word_pieces
from training.batches import TASKS, Batch, article_chunks, grouped, inventory, tensors, treebank_chunks
from training.chunks import SPANS, Chunk, read_attributions, sentence_chunk
from training.encoder import load_encoder
from training.names import read_marked
from training.network import REL, Parser
from training.swap import Exchange
from training.treebank import Sentence, read_sentences

log = logging.getLogger(__name__)
#: Names in EWT's training part, marked by this project.
NAMES = Path(__file__).with_name("ewt_names.tsv")
WEIGHTS = {"tag": 0.5, "morph": 0.5, "lemma": 0.5, "start": 1.5, "entity": 2.0} | dict.fromkeys(SPANS, 0.7)


def losses(model: Parser, batch: Batch) -> dict[str, Tensor]:
    """Compute the loss of every task that the batch has labels for."""
    with torch.autocast("cpu", torch.bfloat16):
        scores, projected = model(*batch.inputs)
    scores, projected = scores.float(), projected.float()
    found = {}
    for task, part in zip(model.tasks, scores.split(list(model.tasks.values()), dim=-1), strict=True):
        gold = batch.labels[task]
        if (gold >= 0).any():
            found[task] = WEIGHTS[task] * functional.cross_entropy(part.flatten(0, 1), gold.flatten())
    if (batch.heads >= 0).any():
        found |= _tree_losses(model, batch, projected)
    return found


def _tree_losses(model: Parser, batch: Batch, projected: Tensor) -> dict[str, Tensor]:
    has_tree = (batch.heads >= 0).any(dim=1)
    heads, sentences, projected = batch.heads[has_tree], batch.sentences[has_tree], projected[has_tree]
    arcs = model.arc_scores(projected)
    apart = sentences.unsqueeze(2) != sentences.unsqueeze(1)
    arcs[:, :, 1:] = arcs[:, :, 1:].masked_fill(apart, -1e4)
    found = {"arc": functional.cross_entropy(arcs.flatten(0, 1), heads.flatten())}
    _, _, dependent, head = model.split(projected)
    root = model.root[-REL:].expand(head.shape[0], 1, -1)
    head = torch.cat([root, head], dim=1)
    gold = batch.labels["dep"][has_tree]
    row, word = torch.nonzero((heads >= 0) & (gold >= 0), as_tuple=True)
    with torch.autocast("cpu", torch.bfloat16):
        relations = model.relation_scores(dependent[row, word], head[row, heads[row, word]])
    found["dep"] = functional.cross_entropy(relations.float(), gold[row, word])
    return found


class Source:
    """Endless batches: treebanks in every round, a share of the articles in each."""

    def __init__(self, corpora: Path, vocabulary: Path, budget: int, share: int, random: Random) -> None:
        pieces = vocabulary.read_text("utf-8").splitlines()
        self.pieces = word_pieces(pieces)
        self.special = pieces.index("[CLS]"), pieces.index("[SEP]"), pieces.index("[MASK]")
        self.budget, self.share, self.random = budget, share, random
        self.treebanks: list[list[Sentence]] = [
            list(read_sentences(corpora / "ud" / f"en_{name}-train.conllu")) for name in ("ewt", "gum")
        ]
        marked = read_marked(NAMES)
        self.treebanks[0] = [replace(s, names=marked.get(s.name, [])) for s in self.treebanks[0]]
        self.exchange = Exchange(sentence for treebank in self.treebanks for sentence in treebank)
        self.articles: list[Chunk] = list(read_attributions(corpora / "polnear" / "train.jsonl"))
        whole = [sentence_chunk(treebank) for treebank in self.treebanks]
        self.labels = inventory([*whole, *self.articles])
        self.numbers = {task: {label: i for i, label in enumerate(names)} for task, names in self.labels.items()}

    def batches(self) -> Iterator[Batch]:
        """Give batches, round after round."""
        turn = 0
        while True:
            chunks = []
            for treebank in self.treebanks:
                swapped = [self.exchange.swapped(sentence, self.random) for sentence in treebank]
                chunks += treebank_chunks(swapped, self.pieces, self.random)
            for article in self.articles[turn % self.share :: self.share]:
                chunks += article_chunks(article, self.pieces, self.random)
            for group in grouped(chunks, self.pieces, self.budget, self.random):
                yield tensors(group, self.numbers, self.pieces, self.special, self.random)
            turn += 1


def running_mean(decay: float) -> Callable[[list[Tensor], list[Tensor], Tensor | int], None]:
    """Build the update of a mean of weights that soon forgets where it began."""

    def update(means: list[Tensor], values: list[Tensor], count: Tensor | int) -> None:
        kept = min(decay, (1 + int(count)) / (10 + int(count)))
        torch._foreach_lerp_(means, values, 1 - kept)

    return update


def freeze(model: Parser, layers: int) -> None:
    """Leave the word embeddings as they are, and with any of the encoder's lowest layers all embeddings."""
    model.encoder.embeddings.word_embeddings.requires_grad_(False)
    if layers:
        for part in (model.encoder.embeddings, model.features, *model.encoder.encoder.layer[:layers]):
            part.requires_grad_(False)


def optimizer(
    model: Parser, steps: int, rate: float, seconds: float
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    """Build Adam with a low rate for the encoder, a high one for what is new, both warmed up and then linear.

    The rate comes down to nothing at the last step or after so many seconds, whichever is nearer.
    """
    trained = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
    known = [p for name, p in trained if name.startswith("encoder.")]
    new = [p for name, p in trained if not name.startswith("encoder.")]
    adam = torch.optim.AdamW(
        [{"params": known, "lr": 1.5e-4 * rate}, {"params": new, "lr": 1.5e-3 * rate}], weight_decay=0.01, fused=True
    )
    warm, begun = max(1, steps // 20), time.time()

    def share(step: int) -> float:
        left = min((steps - step) / (steps - warm), 1 - (time.time() - begun) / seconds)
        return min((step + 1) / warm, max(0.02, left))

    return adam, torch.optim.lr_scheduler.LambdaLR(adam, share)


def resumed(run: Path, labels: dict[str, list[str]], state: dict[str, Tensor]) -> dict[str, Tensor]:
    """Read a run's weights; labels that are new since then keep the fresh weights of the state."""
    known = json.loads((run / "labels.json").read_text("utf-8"))
    weights = torch.load(run / "weights.pt")
    for name, old, new in (
        *((f"tags.{part}", _rows(known, TASKS), _rows(labels, TASKS)) for part in ("weight", "bias")),
        ("relation", _rows(known, ("dep",)), _rows(labels, ("dep",))),
    ):
        found = state[name].clone()
        for label in new.keys() & old.keys():
            found[new[label]] = weights[name][old[label]]
        weights[name] = found
    return weights


def _rows(labels: dict[str, list[str]], tasks: Sequence[str]) -> dict[tuple[str, str], int]:
    return {pair: row for row, pair in enumerate((task, label) for task in tasks for label in labels[task])}


def train(args: argparse.Namespace) -> None:
    """Train and save the weights with the label inventory."""
    torch.manual_seed(args.seed)
    source = Source(args.corpora, args.vocabulary, args.budget, args.share, Random(args.seed))
    model = Parser({task: len(source.labels[task]) for task in TASKS}, len(source.labels["dep"]))
    load_encoder(model.encoder, args.encoder)
    freeze(model, args.frozen)
    if args.resume:
        model.load_state_dict(resumed(args.resume, source.labels, model.state_dict()))
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "labels.json").write_text(json.dumps(source.labels, indent=0), "utf-8")
    adam, schedule = optimizer(model, args.steps, args.rate, 60 * args.minutes)
    average = AveragedModel(model, multi_avg_fn=running_mean(args.decay))
    begun, seen, sums = time.time(), 0, dict.fromkeys((*TASKS, "arc", "dep"), 0.0)
    model.train()
    for step, batch in zip(range(1, args.steps + 1), source.batches(), strict=False):
        found = losses(model, batch)
        sum(found.values()).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        adam.step()
        schedule.step()
        average.update_parameters(model)
        adam.zero_grad()
        seen += int(batch.inputs[2].sum())
        for task, loss in found.items():
            sums[task] = 0.98 * sums[task] + 0.02 * loss.item() if sums[task] else loss.item()
        last = step == args.steps or time.time() - begun > 60 * args.minutes
        if step % args.every == 0 or last:
            torch.save(average.module.state_dict(), args.out / "weights.pt")
        if step % 50 == 0 or step == 10:
            shown = " ".join(f"{task} {value:.3f}" for task, value in sums.items())
            log.info(
                "step %d, %.0f s, %.0f pieces/s: %s", step, time.time() - begun, seen / (time.time() - begun), shown
            )
        if last:
            break


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("encoder", "vocabulary", "corpora", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--resume", type=Path, help="folder of an earlier run to go on from")
    for name, default in (("steps", 1750), ("budget", 3000), ("share", 5), ("seed", 0), ("every", 250)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--minutes", type=float, default=math.inf, help="stop after so long, whatever the steps")
    parser.add_argument("--frozen", type=int, default=0, help="layers of the encoder to leave as they are")
    parser.add_argument("--rate", type=float, default=1.0, help="share of the full learning rate")
    parser.add_argument("--decay", type=float, default=0.995, help="of the running mean of weights that is kept")
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    train(parser.parse_args())


if __name__ == "__main__":
    main()
