// about: Which states accuse which? Governments, forces and their spokespeople taken with their country.
// param: limit int 100   most rows to return
// column: accuser  who accuses
// column: accuserCountry  the accuser's country
// column: accused  who is accused
// column: accusedCountry  the country of the accused
// column: text  the words
// column: event  the event that it is about
// column: article  path of the article
// column: edgeId  id of the edge
// shown: accuser, accused, text, event
MATCH (a:Actor)-[r:ACCUSED]->(b:Actor)
MATCH (c:Claim {claimId: r.claimId})-[:STATED_IN]->(p:Passage)-[:OF]->(d:Article)
OPTIONAL MATCH (c)-[:ABOUT]->(e:Event)
WITH a, b, r, c, d, e
WHERE b.kind IN ['government', 'state_force', 'intelligence']
  AND (a.kind IN ['government', 'state_force', 'intelligence'] OR EXISTS {
    MATCH (a)-[:SPEAKS_FOR|PART_OF]->(o:Actor) WHERE o.kind IN ['government', 'state_force', 'intelligence'] })
RETURN a.name AS accuser, a.country AS accuserCountry, b.name AS accused, b.country AS accusedCountry,
       c.text AS text, e.name AS event, d.path AS article, r.edgeId AS edgeId
ORDER BY accuser, accused, article, text, edgeId LIMIT $limit
