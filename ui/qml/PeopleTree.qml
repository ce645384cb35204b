import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Shapes

// Who invited whom, drawn: faces, and lines between them. Arrows walk along the lines.
Card {
    id: tree
    signal chosen(string person, int reason)
    readonly property bool mirrored: LayoutMirroring.enabled
    readonly property real cell: 128 * Math.max(1, theme.scale * 0.9)
    readonly property real step: people.outline ? Math.min(44, Math.max(14, (width - 48 - 60 - 150 * theme.scale) / Math.max(1, columns - 1))) : cell
    // How far down the words below a face reach, and how far it is to the next row.
    readonly property real words: face + 12 + 42 * theme.scale
    readonly property real high: people.outline ? Math.max(64, 48 * theme.scale) : words + 56
    readonly property real face: people.outline ? 44 : 60
    readonly property real wide: people.outline ? width - 48 : columns * cell
    property int columns: 1
    property int deepest: 0
    property string lines: ""
    property int current: 0
    implicitHeight: drawing.height + 48
    onWidthChanged: people.spread(Math.floor((width - 48) / cell))
    onCellChanged: people.spread(Math.floor((width - 48) / cell))
    Accessible.role: Accessible.Tree
    Accessible.name: qsTr("Who invited whom")

    // Where the middle of a face is.
    function across(x) {
        const from = people.outline ? x * step + 24 : x * cell + cell / 2
        return mirrored ? drawing.width - from : from
    }
    function down(y) { return y * high + face / 2 + (people.outline ? (high - face) / 2 : 0) }
    function arrange() {
        let path = "", most = 0, deep = 0
        for (let at = 0; at < spots.count; at++) {
            const row = spots.itemAt(at) ? spots.itemAt(at).row : null
            if (!row) continue
            most = Math.max(most, row.x + 1)
            deep = Math.max(deep, row.y)
            if (row.parent === "") continue
            const x1 = across(row.px), y1 = down(row.py), x2 = across(row.x), y2 = down(row.y)
            if (people.outline) {
                const turn = mirrored ? -14 : 14
                path += `M ${x1} ${y1} L ${x1} ${y2 - 14} Q ${x1} ${y2} ${x1 + turn} ${y2} L ${x2} ${y2} `
            } else {
                // From below the name to the face.
                const start = row.py * high + words, half = (start + y2 - face / 2) / 2
                path += `M ${x1} ${start} C ${x1} ${half} ${x2} ${half} ${x2} ${y2 - face / 2 - 4} `
            }
        }
        columns = Math.max(1, most)
        deepest = deep
        lines = path
    }
    function walk(to) {
        if (to < 0 || to >= spots.count) return
        spots.itemAt(to).forceActiveFocus(Qt.TabFocusReason)
    }
    function find(holds) {
        for (let at = 0; at < spots.count; at++) if (holds(spots.itemAt(at).row)) return at
        return -1
    }
    // The next one with the same above them, in this direction.
    function beside(row, by) {
        const same = []
        for (let at = 0; at < spots.count; at++) if (spots.itemAt(at).row.parent === row.parent) same.push(at)
        const here = same.findIndex(at => spots.itemAt(at).row.id === row.id) + by
        return here >= 0 && here < same.length ? same[here] : -1
    }
    // Not Qt.callLater: that would call a tree that has gone meanwhile, when another view was chosen.
    Timer { id: soon; interval: 0; onTriggered: tree.arrange() }
    Connections { target: people; function onChanged() { soon.restart() } }
    onStepChanged: soon.restart()
    onHighChanged: soon.restart()
    onMirroredChanged: soon.restart()
    Component.onCompleted: { people.spread(Math.floor((width - 48) / cell)); soon.restart() }

    Item {
        id: drawing
        x: (tree.width - width) / 2
        y: 24
        width: tree.wide
        height: (tree.deepest + 1) * tree.high
        onWidthChanged: soon.restart()
        Shape {
            anchors.fill: parent
            visible: tree.lines !== ""
            ShapePath {
                strokeColor: theme.colours.outline
                strokeWidth: 1.5
                fillColor: "transparent"
                capStyle: ShapePath.RoundCap
                PathSvg { path: tree.lines === "" ? "M 0 0" : tree.lines }
            }
        }
        Repeater {
            id: spots
            model: people.spots
            onItemAdded: soon.restart()
            onItemRemoved: soon.restart()
            AbstractButton {
                id: spot
                required property var row
                required property int index
                width: people.outline ? drawing.width - row.x * tree.step : tree.cell
                height: tree.high
                x: people.outline ? (tree.mirrored ? 0 : row.x * tree.step) : tree.across(row.x) - width / 2
                y: row.y * tree.high
                enabled: true
                focusPolicy: Qt.StrongFocus
                activeFocusOnTab: index === tree.current || activeFocus
                onActiveFocusChanged: if (activeFocus) tree.current = index
                onClicked: if (!row.gone) tree.chosen(row.id, focusReason)
                Accessible.role: Accessible.TreeItem
                Accessible.name: row.spoken
                Accessible.onPressAction: clicked()
                Keys.onReturnPressed: clicked()
                Keys.onEnterPressed: clicked()
                Keys.onPressed: event => {
                    const onward = (event.key === Qt.Key_Right) !== tree.mirrored
                    let to = -1
                    if (event.key === Qt.Key_Home) to = 0
                    else if (event.key === Qt.Key_End) to = spots.count - 1
                    else if (people.outline && event.key === Qt.Key_Up) to = index - 1
                    else if (people.outline && event.key === Qt.Key_Down) to = index + 1
                    else if (event.key === Qt.Key_Up) to = tree.find(other => other.id === row.parent)
                    else if (event.key === Qt.Key_Down) to = tree.find(other => other.parent === row.id)
                    else if (event.key === Qt.Key_Left || event.key === Qt.Key_Right) {
                        if (people.outline) to = tree.find(other => onward ? other.parent === row.id : other.id === row.parent)
                        else to = tree.beside(row, onward ? 1 : -1)
                    } else return
                    event.accepted = true
                    tree.walk(to)
                }
                background: Rectangle {
                    radius: 14
                    color: spot.hovered && !spot.row.gone ? theme.colours.sunken : "transparent"
                    border.width: spot.visualFocus ? 2 : 0
                    border.color: theme.colours.accent
                    visible: spot.visualFocus || spot.hovered
                }
                contentItem: Item {
                    Face {
                        id: face
                        opacity: spot.row.gone ? 0.45 : 1
                        x: people.outline ? (tree.mirrored ? parent.width - 24 - width / 2 : 24 - width / 2) : (parent.width - width) / 2
                        y: people.outline ? (parent.height - height) / 2 : 0
                        person: spot.row.id
                        letters: spot.row.letters
                        extent: tree.face
                    }
                    Rectangle {
                        visible: spot.row.here
                        x: face.x + face.width - width
                        y: face.y + face.height - height
                        width: 14
                        height: 14
                        radius: 7
                        color: theme.colours.accent
                        border.width: 2
                        border.color: theme.colours.card
                    }
                    Column {
                        x: people.outline ? (tree.mirrored ? 0 : 60) : 4
                        width: people.outline ? parent.width - 60 : parent.width - 8
                        y: people.outline ? (parent.height - height) / 2 : tree.face + 6
                        Words {
                            width: parent.width
                            horizontalAlignment: people.outline ? Text.AlignLeft : Text.AlignHCenter
                            text: spot.row.name
                            size: 15
                            lineHeight: 1.2
                            font.weight: spot.row.gone ? Font.Normal : Font.DemiBold
                            color: spot.row.gone ? theme.colours.muted : theme.colours.text
                            wrapMode: Text.NoWrap
                            elide: Text.ElideRight
                            Accessible.ignored: true
                        }
                        Words {
                            width: parent.width
                            horizontalAlignment: people.outline ? Text.AlignLeft : Text.AlignHCenter
                            text: spot.row.gone ? spot.row.said : spot.row.steward ? qsTr("steward") : spot.row.state
                            size: 13
                            lineHeight: 1.15
                            color: theme.colours.muted
                            wrapMode: Text.NoWrap
                            elide: Text.ElideRight
                            Accessible.ignored: true
                        }
                    }
                }
            }
        }
    }
}
