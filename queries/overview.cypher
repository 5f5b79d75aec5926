// about: What is in the graph? How many articles, events, claims, speakers and counts.
// column: what  what is counted
// column: number  how many there are
MATCH (d:Article) RETURN 'articles' AS what, count(d) AS number
UNION ALL
MATCH (e:Event) RETURN 'events' AS what, count(e) AS number
UNION ALL
MATCH (c:Claim) RETURN 'claims' AS what, count(c) AS number
UNION ALL
MATCH (c:Claim)-[:SAID_BY]->(s:Actor) RETURN 'speakers' AS what, count(DISTINCT s) AS number
UNION ALL
MATCH (c:Claim) WHERE c.quantity IS NOT NULL RETURN 'counts of people' AS what, count(c) AS number
UNION ALL
MATCH (c:Claim) WHERE c.stance = 'denied' RETURN 'denials' AS what, count(c) AS number
UNION ALL
MATCH (:Claim)-[r:CONTRADICTS]->(:Claim) RETURN 'pairs of claims that contradict each other' AS what, count(r) AS number
