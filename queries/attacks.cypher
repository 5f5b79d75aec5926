// about: Who attacked whom, by whose word? One row for each claim that says so.
// param: actor string ''   part of the name of attacker or target; '' for all
// param: stance string ''   only claims of this stance; '' for all
// param: limit int 100   most rows to return
// column: attacker  who is said to have attacked
// column: target  who or what is said to have been attacked
// column: speakers  who says so; empty where the article of an unknown outlet does
// column: stance  how the speaker puts it; an accusation is no report
// column: certainty  certain, probable or possible
// column: event  the event's name, where the claim tells of one
// column: date  the event's first day (EDTF)
// column: text  the words
// column: article  path of the article
// column: edgeId  id of the edge
// sorted: speakers
// shown: attacker, target, speakers, stance, certainty, text
MATCH (a:Actor)-[r:ATTACKED]->(b:Actor|Asset|Place)
MATCH (c:Claim {claimId: r.claimId})-[:STATED_IN]->(p:Passage)-[:OF]->(d:Article)
OPTIONAL MATCH (c)-[:ABOUT]->(e:Event)
OPTIONAL MATCH (c)-[:SAID_BY]->(s:Actor)
WITH a, b, r, c, d, e, collect(s.name) AS voices
WHERE ($actor = '' OR toLower(a.name) CONTAINS toLower($actor) OR toLower(b.name) CONTAINS toLower($actor))
  AND ($stance = '' OR r.stance = $stance)
RETURN a.name AS attacker, b.name AS target, voices AS speakers, r.stance AS stance, r.certainty AS certainty,
       e.name AS event, e.startDate AS date, c.text AS text, d.path AS article, r.edgeId AS edgeId
ORDER BY article, text, attacker, target, edgeId LIMIT $limit
