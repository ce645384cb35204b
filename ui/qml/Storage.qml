import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// How much room pictures and files take on this computer, whose they are, and how much they may take.
Item {
    id: page
    readonly property real column: Math.min(width - 48, 640)
    Component.onCompleted: storage.open()
    Component.onDestruction: storage.close()

    Flickable {
        id: flick
        anchors.fill: parent
        contentHeight: inner.height + 72
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        ScrollBar.vertical: ScrollBar { }
        ColumnLayout {
            id: inner
            x: (page.width - width) / 2
            y: 24
            width: page.column
            spacing: 16
            RowLayout {
                Layout.fillWidth: true
                spacing: 8
                IconButton { symbol: Qt.application.layoutDirection === Qt.RightToLeft ? "chevron-right" : "arrow-left"; text: qsTr("Back to the settings"); onClicked: inside.go("settings") }
                Words { Layout.fillWidth: true; horizontalAlignment: Text.AlignLeft; text: qsTr("Storage"); size: 26; lineHeight: 1.15; font.weight: Font.DemiBold; Accessible.role: Accessible.Heading }
            }
            Said { text: storage.message; trouble: storage.isTrouble }
            Section {
                visible: storage.known
                symbol: "hard-drive"
                title: qsTr("Pictures and files on this computer")
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 10
                    Words { Layout.fillWidth: true; horizontalAlignment: Text.AlignLeft; text: storage.used; size: 28; lineHeight: 1.1; font.weight: Font.DemiBold }
                    Bar { Layout.fillWidth: true; implicitHeight: 12; part: storage.part; label: storage.used }
                    Words { Layout.fillWidth: true; horizontalAlignment: Text.AlignLeft; text: storage.here; size: 15 }
                    Words { Layout.fillWidth: true; horizontalAlignment: Text.AlignLeft; text: storage.free; size: 14; color: theme.colours.muted }
                }
            }
            Section {
                visible: storage.people.length > 0
                symbol: "users"
                title: qsTr("Whose they are")
                hint: storage.share
                Repeater {
                    model: storage.people
                    RowLayout {
                        id: person
                        required property var modelData
                        Layout.fillWidth: true
                        spacing: 14
                        Accessible.role: Accessible.ListItem
                        Accessible.name: modelData.name + ", " + modelData.size
                        Face { person: person.modelData.person; letters: person.modelData.letters; extent: 42 }
                        ColumnLayout {
                            Layout.fillWidth: true
                            spacing: 6
                            RowLayout {
                                Layout.fillWidth: true
                                spacing: 12
                                Words { Layout.fillWidth: true; horizontalAlignment: Text.AlignLeft; text: person.modelData.name; size: 16; lineHeight: 1.1; font.weight: Font.Medium; wrapMode: Text.NoWrap; elide: Text.ElideRight }
                                Words { text: person.modelData.size; size: 14; lineHeight: 1.1; color: theme.colours.muted }
                            }
                            Bar { Layout.fillWidth: true; implicitHeight: 8; part: person.modelData.part }
                        }
                    }
                }
            }
            Section {
                visible: storage.known
                symbol: "settings"
                title: qsTr("How much they may take")
                hint: qsTr("When it gets tight, the oldest pictures of others make room, but only where two other computers keep them. Your own always stay.")
                RowLayout {
                    Layout.fillWidth: true
                    spacing: 12
                    Field {
                        id: limit
                        objectName: "limit"
                        Layout.preferredWidth: 130
                        hint: qsTr("Gigabytes")
                        text: storage.limitText
                        inputMethodHints: Qt.ImhFormattedNumbersOnly
                        onAccepted: storage.limit(text)
                    }
                    Words { text: qsTr("GB"); size: 16; lineHeight: 1 }
                    Item { Layout.fillWidth: true }
                    MainButton { text: qsTr("Change"); enabled: limit.text !== storage.limitText; onClicked: storage.limit(limit.text) }
                }
                Toggle {
                    Layout.fillWidth: true
                    text: qsTr("Keep pictures in full size, too")
                    detail: qsTr("Some people give their pictures in full size. They are fetched like everything else, and take several times the room.")
                    checked: storage.keepsOriginals
                    onToggled: storage.keep_originals(checked)
                }
            }
            Section {
                visible: storage.elsewhere.length > 0
                symbol: "download"
                title: qsTr("Not on this computer")
                Repeater {
                    model: storage.elsewhere
                    RowLayout {
                        id: kind
                        required property var modelData
                        Layout.fillWidth: true
                        spacing: 14
                        Image { Layout.alignment: Qt.AlignTop; Layout.topMargin: 2; source: "image://icon/" + kind.modelData.symbol + "/" + ("" + theme.colours.muted).slice(-6); sourceSize: Qt.size(20, 20) }
                        ColumnLayout {
                            Layout.fillWidth: true
                            spacing: 2
                            Words { Layout.fillWidth: true; horizontalAlignment: Text.AlignLeft; text: kind.modelData.count; size: 16; lineHeight: 1.15; font.weight: Font.Medium }
                            Words { Layout.fillWidth: true; horizontalAlignment: Text.AlignLeft; text: kind.modelData.text; size: 14; lineHeight: 1.2; color: theme.colours.muted }
                        }
                    }
                }
            }
        }
    }
}
