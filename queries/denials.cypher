// about: What is denied, by whom, and whose claim is it? A denial that answers no claim in the graph has nulls there.
// param: limit int 100   most rows to return
// column: denier  who denies
// column: denial  the words of the denial
// column: how  denies or disputes; null where it is not told what is denied
// column: speakers  who holds what is denied
// column: denied  the words of what is denied
// column: event  the event that the denial is about
// column: article  path of the denial's article
// column: claimId  id of the denial
// column: deniedId  id of the claim denied
// sorted: speakers
// shown: denier, denial, how, speakers, denied, event
MATCH (c:Claim)-[:SAID_BY]->(s:Actor)
MATCH (c)-[:STATED_IN]->(p:Passage)-[:OF]->(d:Article)
WHERE c.stance = 'denied'
OPTIONAL MATCH (c)-[:ABOUT]->(e:Event)
OPTIONAL MATCH (c)-[r:ANSWERS]->(o:Claim)
OPTIONAL MATCH (o)-[:SAID_BY]->(t:Actor)
WITH c, s, d, e, r, o, collect(t.name) AS voices
RETURN s.name AS denier, c.text AS denial, r.how AS how, voices AS speakers, o.text AS denied, e.name AS event,
       d.path AS article, c.claimId AS claimId, o.claimId AS deniedId
ORDER BY article, denial, denier, denied, claimId, deniedId LIMIT $limit
