import QtQuick
import QtQuick.Controls.Basic

// A few lines of what somebody wrote, plain, with a light behind the words that were looked for.
TextArea {
    id: area
    // First character and the one after the last of each.
    property var marks: []
    property real size: 16
    readOnly: true
    textFormat: TextEdit.PlainText
    wrapMode: TextEdit.Wrap
    leftPadding: 0
    rightPadding: 0
    topPadding: 0
    bottomPadding: 0
    color: theme.colours.text
    font.pixelSize: size * theme.scale
    activeFocusOnTab: false
    activeFocusOnPress: false
    selectByMouse: false
    focusPolicy: Qt.NoFocus
    Accessible.ignored: true
    background: Item {
        Repeater {
            model: area.lights()
            Rectangle {
                required property var modelData
                x: modelData.x - 2
                y: modelData.y
                width: modelData.width + 4
                height: modelData.height
                radius: 4
                color: theme.colours.tint
            }
        }
    }
    // One rectangle for each line of each mark. Asked anew whenever the lines are others.
    function lights() {
        const wide = area.width, high = area.contentHeight, long = area.length, found = []
        if (wide <= 0 || high <= 0) return found
        for (let n = 0; n + 1 < area.marks.length && area.marks[n + 1] <= long; n += 2) {
            const edges = []
            for (let at = area.marks[n]; at <= area.marks[n + 1]; at++) edges.push(area.positionToRectangle(at))
            // Where text turns its direction, the edge of a character is told at the other end of its run: such leaps
            // are left out, and the character gets the width of its neighbour.
            const steps = []
            for (let i = 0; i + 1 < edges.length; i++) steps.push(edges[i + 1].y === edges[i].y ? edges[i + 1].x - edges[i].x : 0)
            const onward = steps.length > 2 ? steps.slice(1, -1).reduce((sum, step) => sum + step, 0) : steps.reduce((sum, step) => Math.abs(step) < 3 * font.pixelSize ? sum + step : sum, 0)
            let now = null
            for (let i = 0; i < steps.length; i++) {
                let from = edges[i].x, to = edges[i].x + steps[i]
                if (steps[i] * onward < 0 || Math.abs(steps[i]) > 3 * font.pixelSize) {
                    const near = i + 1 < steps.length ? steps[i + 1] : i > 0 ? steps[i - 1] : 0
                    if (i + 1 < steps.length) { to = edges[i + 1].x; from = to - near } else to = from + near
                }
                const low = Math.min(from, to), top = Math.max(from, to)
                if (now && now.y === edges[i].y) {
                    const end = Math.max(now.x + now.width, top)
                    now.x = Math.min(now.x, low)
                    now.width = end - now.x
                } else {
                    now = { x: low, y: edges[i].y, width: top - low, height: edges[i].height }
                    found.push(now)
                }
            }
        }
        return found
    }
}
