.pragma library

// How the pictures of a post stand beside each other: rows as wide as the post, every picture in its own shape where that
// is not too wide or too tall, and the rows about equally high.

const NARROWEST = 0.6, WIDEST = 2.4

function shape(picture) {
    return Math.min(WIDEST, Math.max(NARROWEST, picture.width / picture.height))
}

// Returns { height, tiles: [{ x, y, width, height }] }.
function laid(pictures, width, gap) {
    const count = pictures.length
    if (count === 0 || width <= 0)
        return { height: 0, tiles: [] }
    if (count === 1) {
        const one = pictures[0].width / pictures[0].height
        const height = Math.min(width * 1.1, Math.max(width / 3.2, width / one))
        return { height: height, tiles: [{ x: 0, y: 0, width: width, height: height }] }
    }
    const shapes = pictures.map(shape)
    const wanted = width * (count === 2 ? 0.5 : count <= 4 ? 0.46 : 0.36)
    // The best rows for the first n pictures: what they cost, and where the last of them begins.
    const best = [{ cost: 0, from: 0 }]
    for (let end = 1; end <= count; end++) {
        best.push({ cost: Infinity, from: 0 })
        let sum = 0
        for (let from = end - 1; from >= 0; from--) {
            sum += shapes[from]
            const high = (width - gap * (end - from - 1)) / sum
            const off = Math.log(high / wanted)
            const cost = best[from].cost + off * off
            if (high > 0 && cost < best[end].cost)
                best[end] = { cost: cost, from: from }
        }
    }
    const rows = []
    for (let end = count; end > 0; end = best[end].from)
        rows.unshift([best[end].from, end])
    const tiles = []
    let y = 0
    for (const [from, end] of rows) {
        const sum = shapes.slice(from, end).reduce((a, b) => a + b, 0)
        const room = width - gap * (end - from - 1)
        const high = Math.round(Math.min(room / sum, width * 0.95))
        let x = 0
        for (let at = from; at < end; at++) {
            // The last one takes what rounding left.
            const wide = at === end - 1 ? width - x : Math.round(room * shapes[at] / sum)
            tiles.push({ x: x, y: y, width: wide, height: high })
            x += wide + gap
        }
        y += high + gap
    }
    return { height: y - gap, tiles: tiles }
}
