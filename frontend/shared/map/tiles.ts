// The pictures of the map: Kartverket's, free to use when they are named (CC BY 4.0). y comes before x. The pages'
// Content-Security-Policy lets pictures come from this host and from no other.

export const TILES = "https://cache.kartverket.no/v1/wmts/1.0.0/topo/default/webmercator/{z}/{y}/{x}.png";
export const MOST_ZOOM = 18;
export const SOURCE = '<a href="https://www.kartverket.no/" target="_blank" rel="noreferrer">© Kartverket</a>';
