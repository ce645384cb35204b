import QtQuick

// A few people, one face over the next.
Row {
    id: faces
    property var people: []
    property real extent: 28
    spacing: -extent * 0.3
    Repeater {
        // By their number: of a post that scrolls by anew, for as many people, no face has to be made again.
        model: faces.people.length
        Rectangle {
            required property int index
            readonly property var one: faces.people[index] ?? { person: "", letters: "" }
            // A rim of the ground parts one face from the next.
            width: faces.extent + 4
            height: width
            radius: width / 2
            color: theme.colours.card
            z: -index
            Face { anchors.centerIn: parent; person: parent.one.person; letters: parent.one.letters; extent: faces.extent }
        }
    }
}
