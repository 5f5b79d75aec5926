// about: What stands behind a claim? Its sentence, article, speaker and who passed it on.
// param: claim string   id of the claim
// column: text  the claim's words
// column: sentence  the sentence that they stand in
// column: start  offset of the claim's first character in the article's text
// column: end  offset after its last character
// column: cue  the words that attribute it
// column: stance  how the speaker puts it
// column: polarity  affirmed or negated
// column: certainty  certain, probable or possible
// column: ownVoice  true where the article itself speaks
// column: speakers  who holds it
// column: relays  who passed it on
// column: title  the article's title
// column: publisher  its outlet
// column: published  its date
// column: article  its path
// column: url  its address
// sorted: speakers
// sorted: relays
MATCH (c:Claim {claimId: $claim})-[:STATED_IN]->(p:Passage)-[:OF]->(d:Article)
OPTIONAL MATCH (c)-[:SAID_BY]->(s:Actor)
WITH c, p, d, collect(s.name) AS voices
OPTIONAL MATCH (c)-[:RELAYED_BY]->(r:Actor)
WITH c, p, d, voices, collect(r.name) AS carriers
RETURN c.text AS text, p.text AS sentence, c.`start` AS `start`, c.`end` AS `end`, c.cue AS cue, c.stance AS stance,
       c.polarity AS polarity, c.certainty AS certainty, c.ownVoice AS ownVoice, voices AS speakers, carriers AS relays,
       d.title AS title, d.publisher AS publisher, d.published AS published, d.path AS article, d.url AS url
ORDER BY article
