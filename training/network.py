"""The multi-task network: MiniLM over word pieces, one linear head a tagging task, biaffine trees."""

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from ingest.pieces import FEATURES

ARC, REL = 256, 128


class Parser(nn.Module):
    """Word pieces in; for each word a score for every label of every task and its part in arcs out."""

    def __init__(self, tasks: dict[str, int], relations: int, dropout: float = 0.15) -> None:
        super().__init__()
        config = BertConfig(
            hidden_size=384, num_hidden_layers=6, num_attention_heads=12, intermediate_size=1536,
            hidden_dropout_prob=0.1, attention_probs_dropout_prob=0.1,
        )  # fmt: skip
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.features = nn.Embedding(FEATURES, 384)
        nn.init.zeros_(self.features.weight)
        self.tasks = tasks
        self.tags = nn.Linear(384, sum(tasks.values()))
        self.arcs = nn.Sequential(nn.Linear(384, 2 * ARC + 2 * REL), nn.GELU())
        self.dropout = nn.Dropout(dropout)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.relation = nn.Parameter(torch.zeros(relations, REL + 1, REL + 1))
        self.root = nn.Parameter(torch.zeros(ARC + REL))
        nn.init.normal_(self.root, std=0.02)

    def words(self, ids: Tensor, features: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Encode pieces; a word is the mean of its first and last piece."""
        embedded = self.encoder.embeddings.word_embeddings(ids) + self.features(features)
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        width = hidden.shape[-1]
        picked = [hidden.gather(1, at.unsqueeze(-1).expand(-1, -1, width)) for at in (first, last)]
        return (picked[0] + picked[1]) * 0.5

    def forward(
        self, ids: Tensor, features: Tensor, mask: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Score the tagging tasks, side by side, and project the words for the arcs."""
        words = self.dropout(self.words(ids, features, mask, first, last))
        return self.tags(words), self.dropout(self.arcs(words))

    def split(self, projected: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Take a projection apart: as dependent and head of arcs, as dependent and head of relations."""
        one, two, three, four = projected.split((ARC, ARC, REL, REL), dim=-1)
        return one, two, three, four

    def arc_scores(self, projected: Tensor) -> Tensor:
        """Score every word (last axis; the root comes first) as head of every word."""
        dependent, head, _, _ = self.split(projected)
        root = self.root[:ARC].expand(head.shape[0], 1, -1)
        head = torch.cat([root, head], dim=1)
        return (dependent @ self.arc[:-1] + self.arc[-1]) @ head.transpose(1, 2)

    def relation_scores(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Score the relations of pairs, each given as a row of both."""
        one = dependent.new_ones(dependent.shape[0], 1)
        dependent, head = torch.cat([dependent, one], 1), torch.cat([head, one], 1)
        left = torch.einsum("ni,rij->nrj", dependent, self.relation)
        return torch.einsum("nrj,nj->nr", left, head)
